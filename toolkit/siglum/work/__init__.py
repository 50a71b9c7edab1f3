"""How siglum works on a machine: files that appear whole, processes, what is kept."""
