"""Documents made into pages, texts and other outputs, by siglum's stylesheets or an edition's."""
