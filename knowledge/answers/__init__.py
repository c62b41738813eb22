"""One module an intent: from a reading to the parts of a reply."""
