"""Sentences and messages with what they say, and what must not be read from them."""
