"""How well open answers are understood, measured on files that people labelled."""
