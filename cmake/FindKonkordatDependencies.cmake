# Imported targets of the third-party libraries, from the cache that tools/dependencies.sh builds.
#
# The script writes build/dependencies/<platform>.cmake: for each library the folder with its include/ and lib/
# (KONKORDAT_<name>_DIR), and the folders of the fonts (KONKORDAT_FONTS_DIR) and of the hyphenation
# patterns (KONKORDAT_HYPHENATION_DIR).

if(EMSCRIPTEN)
    set(konkordat_platform wasm)
else()
    set(konkordat_platform native)
endif()
set(konkordat_dependency_list "${PROJECT_SOURCE_DIR}/build/dependencies/${konkordat_platform}.cmake")
if(NOT EXISTS "${konkordat_dependency_list}")
    message(FATAL_ERROR "The dependencies are not built yet: run `./dev dependencies ${konkordat_platform}` first.")
endif()
set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${konkordat_dependency_list}")
include("${konkordat_dependency_list}")

# konkordat_imported(<target> <dependency> LIBRARIES <archive>... DEFINITIONS ... DEPENDS <target>...)
# makes konkordat::<target>; nothing if the dependency was not built for this platform.
function(konkordat_imported target dependency)
    cmake_parse_arguments(ARG "" "" "LIBRARIES;DEFINITIONS;DEPENDS" ${ARGN})
    if(NOT DEFINED KONKORDAT_${dependency}_DIR)
        return()
    endif()
    set(folder "${KONKORDAT_${dependency}_DIR}")
    # One target an archive, each depending on those after it, so that the linker gets them in an order that works.
    set(later ${ARG_DEPENDS})
    list(REVERSE ARG_LIBRARIES)
    foreach(library IN LISTS ARG_LIBRARIES)
        set(archive "konkordat_${target}_${library}")
        add_library(${archive} STATIC IMPORTED GLOBAL)
        set_target_properties(${archive} PROPERTIES IMPORTED_LOCATION "${folder}/lib/${library}")
        target_link_libraries(${archive} INTERFACE ${later})
        list(PREPEND later ${archive})
    endforeach()
    add_library(konkordat::${target} INTERFACE IMPORTED GLOBAL)
    target_include_directories(konkordat::${target} SYSTEM INTERFACE "${folder}/include")
    target_link_libraries(konkordat::${target} INTERFACE ${later})
    target_compile_definitions(konkordat::${target} INTERFACE ${ARG_DEFINITIONS})
endfunction()

konkordat_imported(json json)
konkordat_imported(catch2 catch2 LIBRARIES libCatch2.a)
konkordat_imported(catch2_main catch2 LIBRARIES libCatch2Main.a libCatch2.a)
konkordat_imported(sqlite sqlite LIBRARIES libsqlite3.a
    DEFINITIONS SQLITE_ENABLE_SESSION SQLITE_ENABLE_PREUPDATE_HOOK SQLITE_OMIT_LOAD_EXTENSION)
konkordat_imported(md4c md4c LIBRARIES libmd4c.a)
konkordat_imported(zlib zlib LIBRARIES libz.a)
konkordat_imported(harfbuzz harfbuzz LIBRARIES libharfbuzz.a)
konkordat_imported(unibreak unibreak LIBRARIES libunibreak.a)
konkordat_imported(hyphen hyphen LIBRARIES libhyphen.a)
konkordat_imported(jpeg jpeg LIBRARIES libjpeg.a)
konkordat_imported(png png LIBRARIES libpng.a DEPENDS konkordat::zlib)
konkordat_imported(qpdf qpdf LIBRARIES libqpdf.a DEFINITIONS POINTERHOLDER_TRANSITION=4 DEPENDS konkordat::jpeg konkordat::zlib)
konkordat_imported(openssl openssl LIBRARIES libcrypto.a)
# The program that links Dear ImGui defines the ImGuiTestEngineHook_* functions.
set(konkordat_imgui_definitions IMGUI_ENABLE_TEST_ENGINE IMGUI_USE_WCHAR32 IMGUI_DISABLE_OBSOLETE_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS ImDrawIdx=ImU32)
konkordat_imported(imgui imgui LIBRARIES libimgui.a DEFINITIONS ${konkordat_imgui_definitions})
konkordat_imported(imgui_demo imgui LIBRARIES libimgui_demo.a DEFINITIONS ${konkordat_imgui_definitions})

set(KonkordatDependencies_FOUND TRUE)
