# adamant_install(): after it, find_package(adamant) gives adamant::adamant (every layer) and one target a layer.
include(CMakePackageConfigHelpers)

function(adamant_install)
  get_property(layers GLOBAL PROPERTY ADAMANT_LAYERS)
  add_library(adamant_everything INTERFACE)
  add_library(adamant::adamant ALIAS adamant_everything)
  set_target_properties(adamant_everything PROPERTIES EXPORT_NAME adamant)
  set(targets adamant_everything adamant_floating_point)
  foreach(layer IN LISTS layers)
    target_link_libraries(adamant_everything INTERFACE adamant::${layer})
    list(APPEND targets adamant_${layer})
  endforeach()

  set(package lib/cmake/adamant)
  install(TARGETS ${targets} EXPORT adamant ARCHIVE DESTINATION lib)
  install(EXPORT adamant NAMESPACE adamant:: FILE adamantTargets.cmake DESTINATION ${package})
  configure_package_config_file(cmake/adamantConfig.cmake.in adamantConfig.cmake INSTALL_DESTINATION ${package})
  write_basic_package_version_file(adamantConfigVersion.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/adamantConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/adamantConfigVersion.cmake cmake/FindGMP.cmake cmake/FindMPFR.cmake cmake/FindArb.cmake cmake/FindZ3Library.cmake
    DESTINATION ${package})
  if(TARGET adamant_program)
    install(TARGETS adamant_program RUNTIME DESTINATION bin)
  endif()
endfunction()
