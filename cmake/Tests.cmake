# Tests: the rules of the tree, GoogleTest files, and one test for each group of claims.
include(GoogleTest)
include(DiscoverClaims)

# adamant_gtests(<file…> [LABELS label…] [LAYERS layer…]): adamant_tests, or adamant_tests_<label>… where the
# labels are not the default `harness`; every TEST becomes a ctest. Linked to all layers, or to those named.
function(adamant_gtests)
  cmake_parse_arguments(PARSE_ARGV 0 tests "" "" "LABELS;LAYERS")
  if(NOT BUILD_TESTING)
    return()
  endif()
  set(target adamant_tests)
  if(tests_LABELS AND NOT tests_LABELS STREQUAL "harness")
    list(JOIN tests_LABELS _ suffix)
    string(APPEND target _${suffix})
  else()
    set(tests_LABELS harness)
  endif()
  if(TARGET ${target})
    target_sources(${target} PRIVATE ${tests_UNPARSED_ARGUMENTS})
    return()
  endif()
  add_executable(${target} ${tests_UNPARSED_ARGUMENTS})
  adamant_warnings(${target})
  adamant_compiled_quickly(${target})
  get_property(layers GLOBAL PROPERTY ADAMANT_LAYERS)
  if(tests_LAYERS)
    set(layers ${tests_LAYERS})
  endif()
  list(TRANSFORM layers PREPEND adamant::)
  target_link_libraries(${target} PRIVATE ${layers} GTest::gtest_main)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${tests_LABELS}")
endfunction()

# adamant_tree_tests(): the rules of the repository itself.
function(adamant_tree_tests)
  if(NOT BUILD_TESTING)
    return()
  endif()
  set(scripts ${PROJECT_SOURCE_DIR}/cmake)
  add_test(NAME includes
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -P ${scripts}/CheckIncludes.cmake)
  add_test(NAME includes.planted
    COMMAND ${CMAKE_COMMAND} -D TREE=${PROJECT_BINARY_DIR}/planted -P ${scripts}/CheckIncludesTest.cmake)
  add_test(NAME names COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -P ${scripts}/CheckNames.cmake)
  add_test(NAME names.planted
    COMMAND ${CMAKE_COMMAND} -D TREE=${PROJECT_BINARY_DIR}/planted_names -P ${scripts}/CheckNamesTest.cmake)
  add_test(NAME sizes
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -P ${scripts}/CheckSizes.cmake)
  set_tests_properties(includes includes.planted names names.planted sizes PROPERTIES LABELS "harness;quick")
  if(NOT ADAMANT_SANITIZE)
    add_test(NAME install
      COMMAND ${CMAKE_COMMAND} -D BUILD=${PROJECT_BINARY_DIR} -D CONSUMER=${scripts}/consumer
              -D SCRATCH=${PROJECT_BINARY_DIR}/installed -D GENERATOR=${CMAKE_GENERATOR} -P ${scripts}/InstallTest.cmake)
    set_tests_properties(install PROPERTIES LABELS harness TIMEOUT 300)
  endif()
endfunction()
