"""What is written, held against the installed Keras and the provers."""
