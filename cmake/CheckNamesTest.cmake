# cmake -D TREE=<scratch folder> -P CheckNamesTest.cmake: the check of names reports a type that is defined twice, and
# neither a declaration nor a specialisation.
cmake_minimum_required(VERSION 3.25)
function(check exit what)
  execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${TREE} -P ${CMAKE_CURRENT_LIST_DIR}/CheckNames.cmake
    RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_VARIABLE said)
  if(NOT result EQUAL ${exit})
    message(FATAL_ERROR "${what}: exit ${result}, wanted ${exit}\n${said}")
  endif()
endfunction()

file(REMOVE_RECURSE ${TREE})
file(MAKE_DIRECTORY ${TREE})
check(1 "an empty tree")
file(WRITE ${TREE}/src/lab/cell.hpp "struct Cell {\n};\n")
file(WRITE ${TREE}/src/cli/cells.hpp "struct Cell;\ntemplate <>\nstruct Hash<Cell> {\n};\nstruct Eigen::Cell {\n};\n")
check(0 "one definition")
file(WRITE ${TREE}/properties/cells.hpp "class Cell final : Base {\n};\n")
check(1 "two definitions")
