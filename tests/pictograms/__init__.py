"""The catalogue, its drawings, and what is built from them."""
