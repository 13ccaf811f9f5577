# One layer is one folder: adamant_layer(<name> [SOURCES file…] [HEAVY file…] [DEPENDS layer…]
#                                        [PUBLIC library…] [PRIVATE library…])
#
# Makes adamant_<name>, alias adamant::<name>: a static library, or an interface where there are no sources.
# Its headers are included as "<name>/file.hpp". HEAVY files are compiled ADAMANT_HEAVY_JOBS at a time.
include_guard()
set_property(GLOBAL APPEND PROPERTY JOB_POOLS heavy=${ADAMANT_HEAVY_JOBS})

# The same arithmetic in every unit, ours and a user's.
add_library(adamant_floating_point INTERFACE)
add_library(adamant::floating_point ALIAS adamant_floating_point)
set_target_properties(adamant_floating_point PROPERTIES EXPORT_NAME floating_point)
target_compile_features(adamant_floating_point INTERFACE cxx_std_20)
target_compile_options(adamant_floating_point INTERFACE -ffp-contract=off)
target_compile_definitions(adamant_floating_point INTERFACE EIGEN_DONT_VECTORIZE EIGEN_FAST_MATH=0)

# Tables of claims leave fields to their defaults, hence no -Wmissing-field-initializers; g++ 12's -Wrestrict
# sees overlaps in std::string that are not there.
function(adamant_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wfloat-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    -Wextra-semi -Wimplicit-fallthrough -Wno-missing-field-initializers -Wno-restrict
    $<$<BOOL:${ADAMANT_WERROR}>:-Werror>)
endfunction()

# Eigen and the standard library are parsed once for each level of optimisation, not in every one of 300 units.
# Debug builds go without: there a unit that forgets a header does not compile.
if(ADAMANT_PRECOMPILE AND CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled.cpp CONTENT "")
  foreach(level usual quick)
    add_library(adamant_headers_${level} OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(adamant_headers_${level} PRIVATE adamant::floating_point Eigen3::Eigen)
    target_precompile_headers(adamant_headers_${level} PRIVATE
      <Eigen/Core> <algorithm> <array> <cmath> <cstdint> <functional> <map> <memory> <optional> <random> <set> <span>
      <string> <string_view> <tuple> <utility> <vector>)
    adamant_warnings(adamant_headers_${level})
  endforeach()
  target_compile_options(adamant_headers_quick PRIVATE -O1)
endif()

# adamant_precompiled(<target> usual|quick); sources with options of their own take no part in it.
function(adamant_precompiled target level)
  if(TARGET adamant_headers_${level})
    set_target_properties(${target} PROPERTIES PRECOMPILE_HEADERS_REUSE_FROM adamant_headers_${level})
    add_dependencies(${target} adamant_headers_${level})
  endif()
endfunction()

# What is compiled often and runs a small part of the time: claims, tests, the program's own words.
function(adamant_compiled_quickly target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  adamant_precompiled(${target} quick)
endfunction()

# adamant_compile_sources(<file…> OPTIONS option…): options of their own.
function(adamant_compile_sources)
  cmake_parse_arguments(PARSE_ARGV 0 own "" "" "OPTIONS")
  set_property(SOURCE ${own_UNPARSED_ARGUMENTS} PROPERTY COMPILE_OPTIONS ${own_OPTIONS})
  set_property(SOURCE ${own_UNPARSED_ARGUMENTS} PROPERTY SKIP_PRECOMPILE_HEADERS ON)
endfunction()

function(adamant_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "SOURCES;HEAVY;DEPENDS;PUBLIC;PRIVATE")
  if(layer_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "adamant_layer(${name}): unknown words ${layer_UNPARSED_ARGUMENTS}")
  endif()
  foreach(below IN LISTS layer_DEPENDS)
    if(NOT TARGET adamant::${below})
      message(FATAL_ERROR "adamant_layer(${name}): ${below} is no layer below it")
    endif()
  endforeach()
  list(TRANSFORM layer_DEPENDS PREPEND adamant::)
  set(target adamant_${name})
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR PARENT_PATH include_root)

  if(layer_SOURCES OR layer_HEAVY)
    set(visibility PUBLIC)
    if(layer_HEAVY)
      add_library(${target}_heavy OBJECT ${layer_HEAVY})
      set_target_properties(${target}_heavy PROPERTIES JOB_POOL_COMPILE heavy)
      target_include_directories(${target}_heavy PRIVATE ${include_root})
      target_link_libraries(${target}_heavy PRIVATE
        adamant::floating_point ${layer_DEPENDS} ${layer_PUBLIC} ${layer_PRIVATE})
      adamant_warnings(${target}_heavy)
      adamant_precompiled(${target}_heavy usual)
      list(APPEND layer_SOURCES $<TARGET_OBJECTS:${target}_heavy>)
    endif()
    add_library(${target} STATIC ${layer_SOURCES})
    target_link_libraries(${target} PRIVATE ${layer_PRIVATE})
    adamant_warnings(${target})
    adamant_precompiled(${target} usual)
  else()
    set(visibility INTERFACE)
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${layer_PRIVATE})
  endif()

  add_library(adamant::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(${target} ${visibility}
    $<BUILD_INTERFACE:${include_root}> $<INSTALL_INTERFACE:include/adamant>)
  target_link_libraries(${target} ${visibility}
    adamant::floating_point ${layer_DEPENDS} ${layer_PUBLIC})
  set_property(GLOBAL APPEND PROPERTY ADAMANT_LAYERS ${name})
  install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} DESTINATION include/adamant
    FILES_MATCHING PATTERN "*.hpp" PATTERN "mutants" EXCLUDE PATTERN "conjectures" EXCLUDE)
endfunction()

# adamant_executable(<target> <name> <file…>): builds bin/<name>, where ./adamant looks for it.
function(adamant_executable target name)
  add_executable(${target} ${ARGN})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  target_link_libraries(${target} PRIVATE adamant::floating_point)
  adamant_warnings(${target})
endfunction()

# adamant_vector_units(<stem> [CONTRACTION off]): <stem>_baseline.cpp, <stem>_avx2.cpp and <stem>_avx512.cpp of
# this folder are kernels: vectors by intrinsics, each with the instructions of its name, and contraction
# allowed unless the bits must be the same on every path. They include nothing that another unit might share
# as an inline function.
function(adamant_vector_units stem)
  cmake_parse_arguments(PARSE_ARGV 1 units "" "CONTRACTION" "")
  if(NOT DEFINED units_CONTRACTION)
    set(units_CONTRACTION fast)
  endif()
  set(flags -O3 -ffp-contract=${units_CONTRACTION} -fno-math-errno -fno-trapping-math)
  adamant_compile_sources(${stem}_baseline.cpp OPTIONS ${flags})
  adamant_compile_sources(${stem}_avx2.cpp OPTIONS ${flags} -mavx2 -mfma)
  adamant_compile_sources(${stem}_avx512.cpp OPTIONS ${flags}
    -mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma -mprefer-vector-width=512)
endfunction()
