# Z3's own CMake files are not packaged everywhere: Z3Library::Z3 from its C++ header and library.
find_path(Z3_INCLUDE_DIR z3++.h)
find_library(Z3_LIBRARY z3)
mark_as_advanced(Z3_INCLUDE_DIR Z3_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Z3Library REQUIRED_VARS Z3_LIBRARY Z3_INCLUDE_DIR)

if(Z3Library_FOUND AND NOT TARGET Z3Library::Z3)
  add_library(Z3Library::Z3 UNKNOWN IMPORTED)
  set_target_properties(Z3Library::Z3 PROPERTIES
    IMPORTED_LOCATION ${Z3_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${Z3_INCLUDE_DIR})
endif()
