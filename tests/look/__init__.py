"""Pictures of replies as Discord shows them, drawn from the very components that are sent: `python -m tests.look`."""
