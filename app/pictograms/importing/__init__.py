"""Taking pictures from elsewhere, for operators: asked of a service or read from a zip, cleaned, and kept."""
