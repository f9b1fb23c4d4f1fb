"""The vocabulary: frozen dataclasses that every floor speaks in. No I/O, no numbers made here."""
