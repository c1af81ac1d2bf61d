"""What can be said of the sources without running anything."""
