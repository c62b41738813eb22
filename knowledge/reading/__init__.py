"""Question → Reading: what a message says, slot by slot, each with the words it was read from."""
