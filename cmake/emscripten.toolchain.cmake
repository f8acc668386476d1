# Emscripten's own CMake platform, with the emcc that tools/dependencies.sh has found or provided.

# CMake reads this again in its compiler checks, whose project folder is another.
get_filename_component(konkordat_project "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(konkordat_wasm_list "${konkordat_project}/build/dependencies/wasm.cmake")
if(NOT EXISTS "${konkordat_wasm_list}")
    message(FATAL_ERROR "Emscripten is not set up yet: run `./dev dependencies wasm` first.")
endif()
include("${konkordat_wasm_list}")

execute_process(COMMAND "${KONKORDAT_EMSCRIPTEN_BIN}/em-config" EMSCRIPTEN_ROOT
    OUTPUT_VARIABLE konkordat_emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include("${konkordat_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")

set(CMAKE_C_COMPILER "${KONKORDAT_EMSCRIPTEN_BIN}/emcc")
set(CMAKE_CXX_COMPILER "${KONKORDAT_EMSCRIPTEN_BIN}/em++")
set(CMAKE_AR "${KONKORDAT_EMSCRIPTEN_BIN}/emar")
set(CMAKE_RANLIB "${KONKORDAT_EMSCRIPTEN_BIN}/emranlib")
set(CMAKE_C_COMPILER_AR "${CMAKE_AR}")
set(CMAKE_CXX_COMPILER_AR "${CMAKE_AR}")
set(CMAKE_C_COMPILER_RANLIB "${CMAKE_RANLIB}")
set(CMAKE_CXX_COMPILER_RANLIB "${CMAKE_RANLIB}")
