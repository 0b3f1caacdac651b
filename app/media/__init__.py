"""Media: photos that are decoded safely, kept durably, and checked at every view."""
