"""The sentences: what the numbers say, in Finnish first, in plain text that any outlet may render."""
