"""Replies as Discord shows them: text blocks within its limits, then components."""
