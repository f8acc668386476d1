# Compiler settings and the functions with which each folder declares its target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Debug CACHE STRING "Build type" FORCE)
endif()

find_program(KONKORDAT_CCACHE ccache)
if(KONKORDAT_CCACHE AND NOT EMSCRIPTEN)
    set(CMAKE_C_COMPILER_LAUNCHER "${KONKORDAT_CCACHE}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${KONKORDAT_CCACHE}")
endif()

if(EMSCRIPTEN)
    # The dependencies are built the same way: exceptions cross library boundaries only if all agree.
    add_compile_options(-fwasm-exceptions)
    add_link_options(-fwasm-exceptions)
    set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
    set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
    # Linking for size takes a C library that copies byte by byte, and -O2 inlines next to nothing across files: both are slower by a sixth in
    # all that is measured, and smaller by 1 % once packed.
    add_link_options($<$<CONFIG:Release>:-O3>)
    set(CMAKE_CXX_FLAGS_DEBUG "-O1")
    set(CMAKE_C_FLAGS_DEBUG "-O1")
else()
    set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
    set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()

if(KONKORDAT_FUZZ)
    set(KONKORDAT_SANITIZE ON)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(KONKORDAT_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined -fno-sanitize-recover=all)
endif()

# What only our own targets get.
add_library(konkordat_options INTERFACE)
target_include_directories(konkordat_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(konkordat_options INTERFACE -Wall -Wextra -Wconversion -Wshadow
    $<$<BOOL:${KONKORDAT_WERROR}>:-Werror>)

# konkordat_target_names(<variable> <name>...): `store` is konkordat_store; konkordat_store and konkordat::sqlite stay as they are.
function(konkordat_target_names variable)
    set(names)
    foreach(name IN LISTS ARGN)
        if(name MATCHES "::|^konkordat_")
            list(APPEND names "${name}")
        else()
            list(APPEND names "konkordat_${name}")
        endif()
    endforeach()
    set(${variable} "${names}" PARENT_SCOPE)
endfunction()

# konkordat_library(store SOURCES a.cpp b.cpp DEPENDS base konkordat::sqlite PRIVATE_DEPENDS ...)
# makes the static library konkordat_store; DEPENDS are linked PUBLIC. Without SOURCES it is an interface library.
function(konkordat_library module)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    konkordat_target_names(public ${ARG_DEPENDS})
    konkordat_target_names(private ${ARG_PRIVATE_DEPENDS})
    if(ARG_SOURCES)
        add_library(konkordat_${module} STATIC ${ARG_SOURCES})
        target_link_libraries(konkordat_${module} PRIVATE konkordat_options ${private} PUBLIC ${public})
        target_include_directories(konkordat_${module} PUBLIC "${PROJECT_SOURCE_DIR}")
    else()
        add_library(konkordat_${module} INTERFACE)
        target_link_libraries(konkordat_${module} INTERFACE ${public})
        target_include_directories(konkordat_${module} INTERFACE "${PROJECT_SOURCE_DIR}")
    endif()
endfunction()

# konkordat_prefer_speed(layout), konkordat_prefer_speed(review merge.cpp): in WebAssembly, where the rest is built for size, this
# library, or these sources of it, are built for speed.
function(konkordat_prefer_speed module)
    if(NOT EMSCRIPTEN)
        return()
    endif()
    if(ARGN)
        set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-O2>")
    else()
        target_compile_options(konkordat_${module} PRIVATE $<$<CONFIG:Release>:-O2>)
    endif()
endfunction()

# konkordat_executable(cli NAME konkordat SOURCES main.cpp DEPENDS store pdf)
# makes the target konkordat_cli_program with output <build folder>/konkordat.
function(konkordat_executable module)
    cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPENDS" ${ARGN})
    konkordat_target_names(dependencies ${ARG_DEPENDS})
    add_executable(konkordat_${module}_program ${ARG_SOURCES})
    target_link_libraries(konkordat_${module}_program PRIVATE konkordat_options ${dependencies})
    set_target_properties(konkordat_${module}_program PROPERTIES
        OUTPUT_NAME "${ARG_NAME}" RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
    if(EMSCRIPTEN)
        konkordat_link_for_node(konkordat_${module}_program)
    endif()
endfunction()

# konkordat_tests(store SOURCES x.tests.cpp DEPENDS store)
# adds the tests to konkordat_core_tests, the one executable with all of them, and makes konkordat_store_tests, not built
# unless asked for, with these alone. KONKORDAT_SOURCE_DIR is the folder from which a test reads tests/fixtures.
function(konkordat_tests module)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    if(NOT KONKORDAT_TESTS)
        return()
    endif()
    konkordat_target_names(dependencies ${ARG_DEPENDS})
    set(objects konkordat_${module}_test_objects)
    add_library(${objects} OBJECT EXCLUDE_FROM_ALL ${ARG_SOURCES})
    target_link_libraries(${objects} PUBLIC konkordat_options konkordat::catch2 ${dependencies})
    target_compile_definitions(${objects} PRIVATE KONKORDAT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

    add_executable(konkordat_${module}_tests EXCLUDE_FROM_ALL $<TARGET_OBJECTS:${objects}>)
    target_link_libraries(konkordat_${module}_tests PRIVATE konkordat_options konkordat::catch2_main ${dependencies})
    if(EMSCRIPTEN)
        konkordat_link_for_node(konkordat_${module}_tests)
    endif()
    set_property(GLOBAL APPEND PROPERTY KONKORDAT_TEST_OBJECTS $<TARGET_OBJECTS:${objects}>)
    set_property(GLOBAL APPEND PROPERTY KONKORDAT_TEST_DEPENDENCIES ${dependencies})
endfunction()

# konkordat_fuzzer(cms TARGET fuzz_cms HEADER tests/fuzz/crypto.h SOURCES crypto.cpp DEPENDS crypto)
# makes konkordat_fuzz_cms, which feeds the function void fuzz_cms(std::string_view), if KONKORDAT_FUZZ is on.
function(konkordat_fuzzer name)
    cmake_parse_arguments(ARG "" "TARGET;HEADER" "SOURCES;DEPENDS" ${ARGN})
    if(NOT KONKORDAT_FUZZ)
        return()
    endif()
    konkordat_target_names(dependencies ${ARG_DEPENDS})
    add_executable(konkordat_fuzz_${name} EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/tests/fuzz/fuzzer.cpp" ${ARG_SOURCES})
    target_link_libraries(konkordat_fuzz_${name} PRIVATE konkordat_options ${dependencies})
    target_compile_definitions(konkordat_fuzz_${name} PRIVATE KONKORDAT_FUZZ_TARGET=${ARG_TARGET} KONKORDAT_FUZZ_HEADER="${ARG_HEADER}")
    target_link_options(konkordat_fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(konkordat_fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
endfunction()

# Links a WebAssembly program so that node runs it with the machine's own files.
function(konkordat_link_for_node target)
    target_link_options(${target} PRIVATE -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB
        -sSTACK_SIZE=2MB -sEXIT_RUNTIME=1 $<$<CONFIG:Debug>:--profiling-funcs>)
endfunction()

# konkordat_site(SOURCES main.cpp DEPENDS views LINK_OPTIONS --js-library=... SHELL <folder> [NAME <name>] [WORKERS <name>...])
# makes the target <name> (`site` unless given): konkordat.js and konkordat.wasm beside a copy of the folder SHELL, all in
# <build folder>/<name>. The JavaScript is a module whose default export creates the program, and uses no eval.
function(konkordat_site)
    cmake_parse_arguments(ARG "" "SHELL;NAME" "SOURCES;DEPENDS;LINK_OPTIONS;WORKERS" ${ARGN})
    if(NOT ARG_NAME)
        set(ARG_NAME site)
    endif()
    konkordat_target_names(dependencies ${ARG_DEPENDS})
    list(TRANSFORM ARG_WORKERS REPLACE "(.+)" "konkordat_\\1_worker")
    set(site "${PROJECT_BINARY_DIR}/${ARG_NAME}")
    set(program konkordat_${ARG_NAME}_program)
    add_executable(${program} ${ARG_SOURCES})
    target_link_libraries(${program} PRIVATE konkordat_options ${dependencies})
    target_link_options(${program} PRIVATE -sENVIRONMENT=web -sMODULARIZE=1 -sEXPORT_ES6=1 -sDYNAMIC_EXECUTION=0
        -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=2MB -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sFILESYSTEM=0 ${ARG_LINK_OPTIONS})
    set_target_properties(${program} PROPERTIES OUTPUT_NAME konkordat RUNTIME_OUTPUT_DIRECTORY "${site}")

    file(GLOB_RECURSE shell_files CONFIGURE_DEPENDS RELATIVE "${ARG_SHELL}" "${ARG_SHELL}/*")
    list(FILTER shell_files EXCLUDE REGEX "(^|/)CMakeLists\\.txt$|\\.md$")
    set(copies)
    foreach(file IN LISTS shell_files)
        add_custom_command(OUTPUT "${site}/${file}" DEPENDS "${ARG_SHELL}/${file}"
            COMMAND ${CMAKE_COMMAND} -E copy "${ARG_SHELL}/${file}" "${site}/${file}" VERBATIM)
        list(APPEND copies "${site}/${file}")
    endforeach()
    # The list from which the service worker knows the files of this version.
    add_custom_command(OUTPUT "${site}/precache.js" DEPENDS ${copies} ${program} ${ARG_WORKERS} "${PROJECT_SOURCE_DIR}/cmake/precache.cmake"
        COMMAND ${CMAKE_COMMAND} -D "SITE=${site}" -P "${PROJECT_SOURCE_DIR}/cmake/precache.cmake" VERBATIM)
    add_custom_target(${ARG_NAME} ALL DEPENDS "${site}/precache.js")
endfunction()

# konkordat_site_worker(documents SOURCES main.cpp DEPENDS documents)
# adds <name>.js and <name>.wasm to the site: a program for a worker, its JavaScript a module as that of the site.
function(konkordat_site_worker name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    konkordat_target_names(dependencies ${ARG_DEPENDS})
    set(program konkordat_${name}_worker)
    add_executable(${program} ${ARG_SOURCES})
    target_link_libraries(${program} PRIVATE konkordat_options ${dependencies})
    target_link_options(${program} PRIVATE -sENVIRONMENT=worker -sMODULARIZE=1 -sEXPORT_ES6=1 -sDYNAMIC_EXECUTION=0
        -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=2MB -sFILESYSTEM=0 -sEXPORTED_RUNTIME_METHODS=HEAPU8)
    set_target_properties(${program} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/site")
endfunction()

# konkordat_add_folders(core/* web/ui): adds each folder that has a CMakeLists.txt, in the order of their names.
function(konkordat_add_folders)
    foreach(pattern IN LISTS ARGN)
        file(GLOB lists CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${pattern}/CMakeLists.txt")
        foreach(list IN LISTS lists)
            get_filename_component(folder "${list}" DIRECTORY)
            file(RELATIVE_PATH name "${PROJECT_SOURCE_DIR}" "${folder}")
            add_subdirectory("${folder}" "${PROJECT_BINARY_DIR}/folders/${name}")
        endforeach()
    endforeach()
endfunction()
