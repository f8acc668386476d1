# How each library is built. A recipe runs in a copy of the source, for $platform (native or wasm), with the tools $CC, $CXX, $AR
# and the flags $optimise, and leaves include/ and lib/ in $prefix.

all_libraries=(json catch2 sqlite md4c zlib zstd harfbuzz unibreak hyphen imgui jpeg png qpdf openssl)

# recipe_options <name>: what distinguishes this build from another of the same source; part of the cache's key.
recipe_options() {
    declare -f "build_$1" common_flags compile archive
    if declare -f "build_$1" | grep -q run_cmake; then declare -f run_cmake; fi
    if declare -f "build_$1" | grep -q prefer_speed; then declare -f prefer_speed; fi
}

common_flags() {
    case "$platform" in
        native) echo "-O2 -fPIC -g0" ;;
        wasm) echo "-Oz -fwasm-exceptions" ;;
    esac
}

# prefer_speed: in WebAssembly, where the rest is built for size, further flags of a library that is to be fast.
prefer_speed() {
    if [[ "$platform" == wasm ]]; then echo "-O2"; fi
}

# compile <compiler> <source> <flags>...: to an object of the same name in objects/.
compile() {
    local compiler="$1" source="$2" object
    shift 2
    mkdir -p objects
    object="objects/$(basename "$source").o"
    echo "$source"
    # shellcheck disable=SC2046
    $compiler $(common_flags) "$@" -c "$source" -o "$object"
}

# archive <library> <object>...
archive() {
    local library="$1"
    shift
    mkdir -p "$prefix/lib"
    rm -f "$prefix/lib/$library"
    $AR rcs "$prefix/lib/$library" "$@"
}

headers() {
    mkdir -p "$prefix/include"
    cp -R "$@" "$prefix/include/"
}

run_cmake() {
    local generator=()
    [[ "$platform" == wasm ]] && generator+=("-DCMAKE_TOOLCHAIN_FILE=$project_folder/cmake/emscripten.toolchain.cmake")
    # A library that the machine happens to have must not be found.
    export PKG_CONFIG_LIBDIR=/nonexistent
    cmake -S . -B objects -G Ninja "${generator[@]}" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$prefix" \
        -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_CXX_STANDARD=20 -DBUILD_SHARED_LIBS=OFF \
        -DCMAKE_C_FLAGS_RELEASE="$(common_flags) -DNDEBUG" -DCMAKE_CXX_FLAGS_RELEASE="$(common_flags) -DNDEBUG" "$@"
}

build_json() { headers include/nlohmann; }

build_catch2() {
    run_cmake -DBUILD_TESTING=OFF -DCATCH_INSTALL_DOCS=OFF -DCATCH_INSTALL_EXTRAS=OFF
    cmake --build objects --target install -j "$jobs"
}

build_sqlite() {
    local features=(
        -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_DQS=0 -DSQLITE_THREADSAFE=0
        -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_DEPRECATED -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_OMIT_PROGRESS_CALLBACK
        -DSQLITE_DEFAULT_FOREIGN_KEYS=1 -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_LIKE_DOESNT_MATCH_BLOBS
        -DSQLITE_MAX_EXPR_DEPTH=200 -DSQLITE_TEMP_STORE=2 -DSQLITE_ENABLE_DBSTAT_VTAB
    )
    debian_patches 'CVE|fix_a_bug'
    ./configure --disable-tcl
    make sqlite3.c
    compile "$CC" sqlite3.c "${features[@]}"
    compile "$CC" ext/misc/shathree.c -DSQLITE_CORE -I. -Isrc
    archive libsqlite3.a objects/sqlite3.c.o objects/shathree.c.o
    headers sqlite3.h
}

build_md4c() {
    compile "$CC" src/md4c.c -DMD4C_USE_UTF8
    archive libmd4c.a objects/md4c.c.o
    headers src/md4c.h
}

build_zlib() {
    local source
    for source in adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil; do
        # shellcheck disable=SC2046
        compile "$CC" "$source.c" -DNO_GZIP $(prefer_speed)
    done
    archive libz.a objects/*.o
    headers zlib.h zconf.h
}

# What unpacks, alone.
build_zstd() {
    local source
    for source in lib/common/{debug,entropy_common,error_private,fse_decompress,xxhash,zstd_common}.c lib/decompress/{huf_decompress,zstd_ddict,zstd_decompress,zstd_decompress_block}.c; do
        compile "$CC" "$source" -DZSTD_DISABLE_ASM -DZSTD_LEGACY_SUPPORT=0 -DZSTD_STRIP_ERROR_STRINGS -DHUF_FORCE_DECOMPRESS_X1 \
            -DZSTD_FORCE_DECOMPRESS_SEQUENCES_SHORT -DZSTD_NO_INLINE -DZSTD_TRACE=0
    done
    archive libzstd.a objects/*.o
    headers lib/zstd.h lib/zstd_errors.h
}

build_harfbuzz() {
    local options=(-std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics -DNDEBUG -DHB_NO_MT -DHB_NO_MMAP -DHB_NO_GETENV -DHB_NO_SETLOCALE)
    # Fonts here have TrueType outlines and OpenType layout, nothing else, and are embedded without their layout tables.
    options+=(-DHB_NO_AAT -DHB_NO_BITMAP -DHB_NO_BUFFER_MESSAGE -DHB_NO_BUFFER_SERIALIZE -DHB_NO_CFF -DHB_NO_COLOR -DHB_NO_MATH -DHB_NO_META
        -DHB_NO_STYLE -DHB_NO_SUBSET_CFF -DHB_NO_SUBSET_LAYOUT -DHB_NO_VAR -DHB_NO_VERTICAL)
    debian_patches .
    # It holds the shaper too.
    compile "$CXX" src/harfbuzz-subset.cc "${options[@]}"
    archive libharfbuzz.a objects/harfbuzz-subset.cc.o
    headers src/hb.h src/hb-*.h
}

build_unibreak() {
    local source
    for source in unibreakbase unibreakdef linebreak linebreakdata linebreakdef eastasianwidthdata eastasianwidthdef emojidata emojidef \
        graphemebreak graphemebreakdata indicconjunctbreakdata indicconjunctbreakdef wordbreak wordbreakdata; do
        [[ -e "src/$source.c" ]] && compile "$CC" "src/$source.c"
    done
    archive libunibreak.a objects/*.o
    headers src/unibreakbase.h src/unibreakdef.h src/linebreak.h src/graphemebreak.h src/wordbreak.h
}

build_hyphen() {
    compile "$CC" hyphen.c
    compile "$CC" hnjalloc.c
    archive libhyphen.a objects/hyphen.c.o objects/hnjalloc.c.o
    headers hyphen.h
}

# The definitions are also in cmake/FindKonkordatDependencies.cmake: who includes imgui.h must see the same.
build_imgui() {
    local source definitions=(-DIMGUI_ENABLE_TEST_ENGINE -DIMGUI_USE_WCHAR32 -DIMGUI_DISABLE_OBSOLETE_FUNCTIONS -DIMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
        -DImDrawIdx=ImU32)
    for source in imgui imgui_draw imgui_tables imgui_widgets; do
        compile "$CXX" "$source.cpp" -I. "${definitions[@]}"
    done
    if [[ "$platform" == wasm ]]; then
        compile "$CXX" backends/imgui_impl_opengl3.cpp -I. "${definitions[@]}" -DIMGUI_IMPL_OPENGL_ES3
    fi
    compile "$CXX" imgui_demo.cpp -I. "${definitions[@]}"
    archive libimgui_demo.a objects/imgui_demo.cpp.o
    rm objects/imgui_demo.cpp.o
    compile "$CXX" imgui_demo.cpp -I. "${definitions[@]}" -DIMGUI_DISABLE_DEMO_WINDOWS
    archive libimgui.a objects/*.o
    headers imgui.h imconfig.h imgui_internal.h imstb_*.h backends/imgui_impl_opengl3.h
}

build_jpeg() {
    run_cmake -DENABLE_SHARED=OFF -DENABLE_STATIC=ON -DWITH_SIMD=OFF -DWITH_TURBOJPEG=OFF -DWITH_JAVA=OFF
    cmake --build objects --target jpeg-static -j "$jobs"
    archive libjpeg.a $(find objects/CMakeFiles -path '*/jpeg-static.dir/*.o' -o -path '*/simd.dir/*.o') # simd: the stand-ins for code that is left out
    headers jpeglib.h jmorecfg.h jerror.h objects/jconfig.h
}

# Without the parts written for single processors: the same pixels everywhere.
build_png() {
    local source zlib
    zlib="$(library_folder zlib)"
    debian_patches .
    cp scripts/pnglibconf.h.prebuilt pnglibconf.h
    for source in png pngerror pngget pngmem pngpread pngread pngrio pngrtran pngrutil pngset pngtrans pngwio pngwrite pngwtran pngwutil; do
        compile "$CC" "$source.c" -I"$zlib/include" -DPNG_INTEL_SSE_OPT=0 -DPNG_ARM_NEON_OPT=0 -DPNG_MIPS_MSA_OPT=0 -DPNG_POWERPC_VSX_OPT=0
    done
    archive libpng.a objects/*.o
    headers png.h pngconf.h pnglibconf.h
}

build_qpdf() {
    local jpeg zlib
    jpeg="$(library_folder jpeg)"
    zlib="$(library_folder zlib)"
    run_cmake -DBUILD_STATIC_LIBS=ON -DUSE_IMPLICIT_CRYPTO=OFF -DREQUIRE_CRYPTO_NATIVE=ON -DBUILD_DOC=OFF -DSHOW_FAILED_TEST_OUTPUT=OFF \
        -DLIBJPEG_H_PATH="$jpeg/include" -DLIBJPEG_LIB_PATH="$jpeg/lib/libjpeg.a" -DZLIB_H_PATH="$zlib/include" -DZLIB_LIB_PATH="$zlib/lib/libz.a"
    cmake --build objects --target libqpdf -j "$jobs"
    archive libqpdf.a $(find objects/libqpdf -name '*.o')
    headers include/qpdf
    cp objects/libqpdf/qpdf/qpdf-config.h "$prefix/include/qpdf/" 2>/dev/null || true
}

# libcrypto alone: no TLS, no sockets, no threads, nothing loaded at run time. The legacy provider is compiled in for what it is still
# needed for, RC2 in PKCS#12 files of older programs; what else it holds is left out.
build_openssl() {
    local without=(
        acvp-tests afalgeng apps argon2 aria async atexit autoload-config bf blake2 camellia cast chacha cmac cmp comp ct default-thread-pool
        demos dgram dh docs dsa dso dtls dynamic-engine ec2m engine gost http idea md4 mdc2 ml-dsa ml-kem module multiblock nextprotoneg ocb
        ocsp poly1305 posix-io psk quic rc4 rfc3779 rmd160 scrypt secure-memory seed shared siphash siv slh-dsa sm2 sm3 sm4 sock srp srtp
        ssl ssl-trace tests thread-pool threads tls ui-console whirlpool deprecated
    )
    local target=() optimise
    debian_patches .
    optimise="$(common_flags)"
    if [[ "$platform" == wasm ]]; then
        # 32-bit limbs whose products are single instructions; randomness from Emscripten's getentropy.
        target=(linux-generic32 no-asm no-pic --with-rand-seed=getrandom)
    fi
    CC="$CC" AR="$AR" RANLIB="$AR s" CFLAGS="$optimise" perl Configure "${target[@]}" "${without[@]/#/no-}" --prefix="$prefix" --libdir=lib --openssldir=/nonexistent
    make build_generated
    if [[ "$platform" == wasm ]]; then
        # OpenSSL asks getentropy on WASI; the arithmetic of keys is for speed, everything else for size.
        make CFLAGS="$optimise -D__wasi__" providers/implementations/rands/seeding/libdefault-lib-rand_unix.o
        make -j "$jobs" CFLAGS="${optimise/-Oz/-O3}" $(make -n libcrypto.a | grep -oE 'crypto/bn/libcrypto-lib-[a-z0-9_]+\.o' | sort -u)
    fi
    make -j "$jobs" libcrypto.a
    mkdir -p "$prefix/lib"
    cp libcrypto.a "$prefix/lib/"
    headers include/openssl
}
