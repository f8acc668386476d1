# The target konkordat_resources: templates/, assets/, web/i18n/, the fonts and the hyphenation dictionaries, packed (embedded_resources() of core/base/world.h).

find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(konkordat_embed "${PROJECT_SOURCE_DIR}/tools/embed_resources.py")
set(konkordat_resource_sources)
set(konkordat_resource_files)
set(konkordat_resource_groups)

# konkordat_embed_group(<group> <folder> <prefix> <pattern>...): files that are packed together; one generated source, made anew when one of
# them changes.
function(konkordat_embed_group group folder prefix)
    list(TRANSFORM ARGN PREPEND "${folder}/")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${ARGN})
    set(list "${PROJECT_BINARY_DIR}/resources/${group}.list")
    set(content "")
    foreach(file IN LISTS files)
        file(RELATIVE_PATH name "${folder}" "${file}")
        string(APPEND content "${prefix}${name}\t${file}\n")
    endforeach()
    file(CONFIGURE OUTPUT "${list}" CONTENT "${content}" @ONLY)
    set(source "${PROJECT_BINARY_DIR}/resources/${group}.cpp")
    add_custom_command(OUTPUT "${source}" DEPENDS ${files} "${list}" "${konkordat_embed}"
        COMMAND Python3::Interpreter "${konkordat_embed}" group ${group} "${list}" "${source}" VERBATIM)
    set(konkordat_resource_sources ${konkordat_resource_sources} "${source}" PARENT_SCOPE)
    set(konkordat_resource_files ${konkordat_resource_files} ${files} "${list}" PARENT_SCOPE)
    set(konkordat_resource_groups ${konkordat_resource_groups} "${group}=${list}" PARENT_SCOPE)
endfunction()

# What a template declares is read with each agreement, its texts only when one is begun or compared with them.
konkordat_embed_group(templates "${PROJECT_SOURCE_DIR}/templates" "templates/" *.json)
konkordat_embed_group(template_texts "${PROJECT_SOURCE_DIR}/templates" "templates/" *.md)
konkordat_embed_group(assets "${PROJECT_SOURCE_DIR}/assets" "assets/" *.json *.svg *.csv *.css)
konkordat_embed_group(i18n "${PROJECT_SOURCE_DIR}/web/i18n" "web/i18n/" *.json *.ftl *.txt *.ini *.toml *.md)
konkordat_embed_group(fonts "${KONKORDAT_FONTS_DIR}" "fonts/" *.ttf)
# A dictionary is unpacked when its language is first divided.
foreach(language de en fr it)
    konkordat_embed_group(hyphenation_${language} "${KONKORDAT_HYPHENATION_DIR}" "hyphenation/" ${language}*.dic)
endforeach()

set(konkordat_resource_table "${PROJECT_BINARY_DIR}/resources/table.cpp")
add_custom_command(OUTPUT "${konkordat_resource_table}" DEPENDS "${konkordat_embed}" ${konkordat_resource_files}
    COMMAND Python3::Interpreter "${konkordat_embed}" table "${konkordat_resource_table}" ${konkordat_resource_groups} VERBATIM)

add_library(konkordat_resources STATIC ${konkordat_resource_sources} "${konkordat_resource_table}")
target_link_libraries(konkordat_resources PRIVATE konkordat_options)
