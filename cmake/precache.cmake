# cmake -D SITE=<folder> -P precache.cmake
# Writes <folder>/precache.js: every file of the site with the SHA-256 of its bytes, for the service worker, which the
# browser finds changed exactly when a file of the site has changed.

file(GLOB_RECURSE files RELATIVE "${SITE}" "${SITE}/*")
list(FILTER files EXCLUDE REGEX "^(service-worker|precache)\\.js$|\\.(map|gz)$")
list(SORT files)

set(entries)
foreach(file IN LISTS files)
    file(SHA256 "${SITE}/${file}" hash)
    list(APPEND entries "    \"${file}\": \"${hash}\"")
endforeach()
list(JOIN entries ",\n" entries)
string(SHA256 version "${entries}")
string(SUBSTRING "${version}" 0 16 version)

set(text "self.konkordatSite = {\n  version: \"${version}\",\n  files: {\n${entries}\n  }\n};\n")
set(written "")
if(EXISTS "${SITE}/precache.js")
    file(READ "${SITE}/precache.js" written)
endif()
if(written STREQUAL text)
    file(TOUCH "${SITE}/precache.js")
else()
    file(WRITE "${SITE}/precache.js" "${text}")
endif()
