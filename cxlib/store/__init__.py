"""The one DuckDB store of an organisation: one writer, versioned snapshots, and every query sent to them."""
