"""What the bot listens to and which commands it has, a file a subject."""
