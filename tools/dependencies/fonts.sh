# The fonts of interface and documents.
fonts_folder() { echo "$cache_folder/fonts/none"; }
build_fonts() { :; }
