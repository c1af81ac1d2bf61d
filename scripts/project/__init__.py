"""What every room stands on: paths, problems, files, and the reading of what authors write."""
