"""What the command line can do: one module for each thing, which adds its own commands."""
