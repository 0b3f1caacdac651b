"""Taking pictures from elsewhere: cleaned, credited, whole or not at all."""
