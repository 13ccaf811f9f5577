# cmake -D TREE=<scratch folder> -P CheckIncludesTest.cmake: the check of includes, on a tree with planted
# violations, reports exactly those.
cmake_minimum_required(VERSION 3.22)

# file | the line planted in it. In `wrong` each breaks a rule, in `right` none does.
set(wrong
  "src/scalar/a.hpp      | #include \"spectral/svd.hpp\""
  "src/scalar/a.cpp      | #include \"claim/claim.hpp\""
  "src/scalar/c.hpp      | #include <arb.h>"
  "src/spectral/a.hpp    | #include <Eigen/SVD>"
  "src/spectral/b.hpp    | #include \"spectral/jacobi_svd.hpp\""
  "src/spectral/a.cpp    | #include \"penalty/ratio.hpp\""
  "src/penalty/a.hpp     | #include \"problem/objective.hpp\""
  "src/penalty/a.cpp     | #include <Eigen/Dense>"
  "src/problem/a.hpp     | #include \"penalty/ratio.hpp\""
  "src/scalar/d.hpp      | #include <boost/multiprecision/gmp.hpp>"
  "src/problem/a.cpp     | #include <boost/multiprecision/gmp.hpp>"
  "src/optim/a.hpp       | #include \"claim/claim.hpp\""
  "src/optim/a.cpp       | #include <gmp.h>"
  "src/optim/b.cpp       | #include <Eigen/src/SVD/JacobiSVD.h>"
  "src/claim/a.hpp       | #include \"spectral/svd.hpp\""
  "src/claim/a.cpp       | #include <rapidcheck.h>"
  "src/claim/b.cpp       | #include <z3++.h>"
  "src/claim/c.cpp       | #include <nlohmann/json.hpp>"
  "src/report/a.cpp      | #include \"optim/adam.hpp\""
  "src/report/b.cpp      | #include <boost/math/distributions/binomial.hpp>"
  "src/lab/a.cpp         | #include \"profile/subject.hpp\""
  "src/lab/b.cpp         | #include <nlohmann/json.hpp>"
  "src/profile/a.cpp     | #include \"lab/sweep.hpp\""
  "src/cli/commands.cpp  | #include \"properties/properties.hpp\""
  "src/cli/main.cpp      | #include \"properties/domains.hpp\""
  "src/cli/b.cpp         | #include <CLI/CLI.hpp>"
  "src/cli/c.cpp         | #include <nlohmann/json.hpp>"
  "benchmarks/a.cpp      | #include \"properties/properties.hpp\""
  "properties/adam.cpp   | #include \"report/json.hpp\""
  "properties/b.cpp      | #include \"cli/options.hpp\""
  "properties/c.cpp      | #include <gtest/gtest.h>"
  "properties/d.cpp      | #include <rapidcheck/Gen.h>"
  "properties/e.cpp      | #include <lapacke.h>"
  "properties/f.cpp      | #include <arb_mat.h>"
  "properties/g.cpp      | #include <benchmark/benchmark.h>"
  "properties/h.cpp      | \t#  include\t<iostream>"
  "properties/i.cpp      | #include <fftw3.h>"
  "properties/j.cpp      | #include \"domains.hpp\""
  "properties/k.cpp      | #include WHATEVER"
  "properties/l.cpp      | extern \"C\" void dgesdd_()\\;"
  "properties/m.cpp      | #include \"src/scalar/tier.hpp\""
  "properties/n_test.cpp | #include \"benchmarks/peers.hpp\""
  "benchmarks/a.cpp      | #include \"report/json.hpp\""
  "benchmarks/b.cpp      | #include \"properties/domains.hpp\""
  "src/elsewhere/a.cpp   | #include \"scalar/tier.hpp\""
  "src/scalar/b.cpp      | #include \"scalar/absent.hpp\"")
set(right
  "src/scalar/environment.cpp  | #include <boost/version.hpp>"
  "src/scalar/tier.hpp         | #include <Eigen/Core>"
  "src/scalar/ball.hpp         | #include <flint/arb.h>"
  "src/scalar/ball.cpp         | #include <arb.h>"
  "src/spectral/svd.hpp        | #include \"scalar/tier.hpp\""
  "src/spectral/jacobi_svd.hpp | #include <Eigen/SVD>"
  "src/spectral/svd_53.cpp     | #include \"spectral/jacobi_svd.hpp\""
  "src/spectral/lapack.cpp     | extern \"C\" {"
  "src/spectral/enclosure.cpp  | #include <acb_mat.h>"
  "src/penalty/ratio.hpp       | #include <Eigen/Core>"
  "src/problem/objective.hpp   | #include <vector>"
  "src/optim/adam.hpp          | #include \"penalty/ratio.hpp\""
  "src/claim/claim.hpp         | #include <cstdint>"
  "src/claim/statistics.cpp    | #include <boost/math/distributions/beta.hpp>"
  "src/claim/forall.cpp        | #include <rapidcheck.h>"
  "src/claim/solver.cpp        | #include <z3++.h>"
  "src/report/json.hpp         | #include <nlohmann/json.hpp>"
  "src/report/console.cpp      | #include <iostream>"
  "src/lab/sweep.cpp           | #include <nlohmann/json.hpp>"
  "src/lab/sweep.hpp           | #include \"report/json.hpp\""
  "src/profile/subject.hpp     | #include \"optim/adam.hpp\""
  "src/profile/plugin.cpp      | extern \"C\" {"
  "src/cli/options.hpp         | // #include <CLI/CLI.hpp>"
  "src/cli/options.cpp         | #include <CLI/CLI.hpp>"
  "src/cli/main.cpp            | #include \"properties/properties.hpp\""
  "properties/properties.hpp   | #include \"claim/claim.hpp\""
  "properties/domains.hpp      | #include \"lab/sweep.hpp\""
  "properties/domains.cpp      | #include <rapidcheck.h>"
  "properties/svd_test.cpp     | #include <gtest/gtest.h>"
  "properties/json_test.cpp    | #include \"report/json.hpp\""
  "benchmarks/peers.cpp        | #include <mpfr.h>"
  "benchmarks/spectral.cpp     | #include \"profile/subject.hpp\"")

# plant(<list> <out>): appends a line of text and the planted one to each file; gives their file:line.
function(plant list out)
  set(places)
  foreach(entry IN LISTS ${list})
    string(REGEX REPLACE " +\\| .*$" "" file "${entry}")
    string(REGEX REPLACE "^[^|]*\\| " "" line "${entry}")
    file(APPEND ${TREE}/${file} "// a;b[\n${line}\n")
    file(READ ${TREE}/${file} text)
    string(REGEX REPLACE "[^\n]" "" text "${text}")
    string(LENGTH "${text}" number)
    list(APPEND places ${file}:${number})
  endforeach()
  list(SORT places)
  set(${out} ${places} PARENT_SCOPE)
endfunction()

# check(<exit> <places>): the check ends so and names these places, in whatever order.
function(check exit places)
  execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${TREE} -P ${CMAKE_CURRENT_LIST_DIR}/CheckIncludes.cmake
    RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_VARIABLE said)
  string(REGEX MATCHALL "[^\n:]+\\.[ch]pp:[0-9]+: [^\n]+ -> [^\n]+: [^\n]+" found "${said}")
  list(TRANSFORM found REPLACE "^([^:]+:[0-9]+).*$" "\\1")
  list(SORT found)
  if(NOT found STREQUAL "${places}" OR NOT result EQUAL ${exit})
    message(FATAL_ERROR "exit ${result}, wanted ${exit}\nreported ${found}\nplanted  ${places}\n${said}")
  endif()
endfunction()

file(REMOVE_RECURSE ${TREE})
file(MAKE_DIRECTORY ${TREE})
check(1 "")
plant(right none)
check(0 "")
plant(wrong planted)
check(1 "${planted}")
list(LENGTH planted count)
message(NOTICE "${count} planted violations, and no other, were reported")
