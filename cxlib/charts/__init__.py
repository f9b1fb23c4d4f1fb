"""The pictures: pure functions from estimates, ready-made texts and a palette to Plotly figures."""
