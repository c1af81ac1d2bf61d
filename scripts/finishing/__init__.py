"""The site generator's HTML, made into what is published."""
