# cmake -D ROOT=<repository> -P CheckIncludes.cmake: who may include whom.
# Prints one line for each include under src, properties and benchmarks that no rule allows.
cmake_minimum_required(VERSION 3.22)

# A layer's folder, and the folders it may include besides itself.
set(scalar)
set(spectral scalar)
set(penalty scalar spectral)
set(problem scalar spectral)
set(optim scalar spectral penalty problem)
set(claim scalar)
set(report scalar claim)
set(lab scalar spectral penalty problem optim claim report)
set(profile ${lab})
set(properties scalar spectral penalty problem optim claim lab)
set(benchmarks scalar spectral penalty problem optim claim lab profile)
set(cli ${benchmarks} report)
# The harness's own tests are no claims: they include what they test.
set(tests ${cli} cli properties)
set(layers scalar spectral penalty problem optim claim report lab profile cli properties benchmarks)

# What is included | the files that may, as regular expressions of their paths. The first match decides.
set(rules
  "Eigen/(SVD|Dense|Eigen|src/.*)   | src/spectral/[^/]*\\.cpp src/spectral/jacobi_svd\\.hpp benchmarks/.*"
  "Eigen/.*                         | .*"
  "boost/version\\.hpp              | src/scalar/environment\\.cpp"
  "boost/multiprecision/.*          | properties/[^/]*_test\\.cpp benchmarks/.*"
  "boost/math/.*                    | src/claim/.*"
  "gmp(xx)?\\.h                     | src/scalar/.* benchmarks/.*"
  "mpfr\\.h                         | src/scalar/bin_float\\.cpp benchmarks/.*"
  "(arb|acb|arf|mag|flint|fmp[qz]).*\\.h | src/scalar/ball\\.[ch]pp src/spectral/enclosure\\.cpp src/claim/polynomial\\.[ch]pp benchmarks/.*"
  "(lapacke?|cblas|f77blas)\\.h     | src/spectral/[^/]*\\.cpp benchmarks/.*"
  "extern \"C\"                     | src/spectral/[^/]*\\.cpp src/profile/.* benchmarks/.*"
  "rapidcheck.*                     | src/claim/forall\\.cpp properties/domains\\.cpp"
  "z3.*                             | src/claim/solver\\.cpp"
  "nlohmann/.*                      | src/report/.* src/profile/.* src/lab/sweep\\.cpp"
  "CLI/.*                           | src/cli/[a-z_]*options\\.cpp"
  "fmt/.*                           | .*"
  "benchmark/.*                     | benchmarks/.*"
  "gtest/.*                         | properties/[^/]*_test\\.cpp"
  "iostream                         | src/report/.* src/cli/.*"
  "qd/.*                            | benchmarks/.*"
  "[a-z_]+                          | .*"
  "(sys/[a-z]+|unistd|fcntl|dlfcn|poll|fnmatch|spawn|signal|[a-z]mmintrin)\\.h | .*")

set(violations 0)
set(edges 0)

function(complain where edge rule)
  message(NOTICE "${where}: ${edge}: ${rule}")
  math(EXPR violations "${violations} + 1")
  set(violations ${violations} PARENT_SCOPE)
endfunction()

# layer_of(<path> <out>): the layer that an include names, empty where it names none.
function(layer_of path out)
  string(REGEX MATCH "^[^/]+/" first "${path}")
  string(REPLACE "/" "" first "${first}")
  if(NOT first IN_LIST layers)
    set(first "")
  endif()
  set(${out} "${first}" PARENT_SCOPE)
endfunction()

macro(check_layers file where target from to)
  if("${to}" STREQUAL "properties" AND "${from}" MATCHES "^(cli|benchmarks)$")
    if(NOT "${file} ${target}" MATCHES "^(src/cli/main|benchmarks/claims).cpp properties/properties.hpp$")
      complain(${where} "${from} -> ${target}" "only cli/main.cpp and benchmarks/claims.cpp include properties/properties.hpp")
    endif()
  elseif(NOT "${to}" STREQUAL "${from}" AND NOT "${to}" IN_LIST ${from})
    string(REPLACE ";" " " allowed "${${from}}")
    complain(${where} "${from} -> ${target}" "${from} may include only: ${from} ${allowed}")
  elseif("${target}" STREQUAL "spectral/jacobi_svd.hpp" AND NOT "${file}" MATCHES "^src/spectral/[^/]*\\.cpp$")
    complain(${where} "${from} -> ${target}" "only spectral/*.cpp sees Eigen's SVD")
  elseif(NOT EXISTS ${ROOT}/src/${target} AND NOT EXISTS ${ROOT}/${target})
    complain(${where} "${from} -> ${target}" "there is no such file")
  endif()
endmacro()

macro(check_outside file where target from)
  set(verdict "neither a layer's file nor a library with a rule")
  foreach(rule IN LISTS rules)
    string(REGEX MATCH "^(.*[^ ]) *\\| (.*)$" rule "${rule}")
    set(what "${CMAKE_MATCH_1}")
    set(files "${CMAKE_MATCH_2}")
    if("${target}" MATCHES "^(${what})$")
      string(REPLACE " " "|" pattern "${files}")
      set(verdict "")
      if(NOT "${file}" MATCHES "^(${pattern})$")
        string(REPLACE "\\" "" files "${files}")
        string(REPLACE "[^/]*" "*" files "${files}")
        string(REPLACE ".*" "**" files "${files}")
        set(verdict "allowed only in ${files}")
      endif()
      break()
    endif()
  endforeach()
  if(verdict)
    complain(${where} "${from} -> ${target}" "${verdict}")
  endif()
endmacro()

function(check_file file)
  string(REGEX REPLACE "^src/" "" path ${file})
  layer_of(${path} from)
  if(file MATCHES "^properties/[^/]*_test\\.cpp$")
    set(from tests)
  endif()
  file(READ ${ROOT}/${file} text)
  string(REGEX REPLACE "[][;\\]" " " text "${text}")
  string(REPLACE "\n" ";" text "${text}")
  set(number 0)
  foreach(line IN LISTS text)
    math(EXPR number "${number} + 1")
    set(target "")
    if(line MATCHES "^[ \t]*#[ \t]*include[ \t]*([<\"])([^>\"]*)[>\"]")
      set(target "${CMAKE_MATCH_2}")
    elseif(line MATCHES "^[ \t]*#[ \t]*include")
      complain("${file}:${number}" "${from} -> a macro" "an include names its file")
    elseif(line MATCHES "^[ \t]*extern \"C\"")
      set(target "extern \"C\"")
    endif()
    if(NOT target STREQUAL "")
      math(EXPR edges "${edges} + 1")
      layer_of("${target}" to)
      if(from STREQUAL "")
        complain("${file}:${number}" "${file} -> ${target}" "this folder is no layer")
      elseif(to)
        check_layers("${file}" "${file}:${number}" "${target}" "${from}" "${to}")
      else()
        check_outside("${file}" "${file}:${number}" "${target}" "${from}")
      endif()
    endif()
  endforeach()
  set(violations ${violations} PARENT_SCOPE)
  set(edges ${edges} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/src/* ${ROOT}/properties/* ${ROOT}/benchmarks/*)
list(FILTER files INCLUDE REGEX "\\.(h|hpp|hh|c|cc|cpp|cxx|ipp|inl)$")
list(SORT files)
foreach(file IN LISTS files)
  check_file(${file})
endforeach()

if(edges EQUAL 0)
  message(FATAL_ERROR "no include was read under ${ROOT}: the check did not check")
elseif(violations GREATER 0)
  message(FATAL_ERROR "${violations} of ${edges} includes break the rules")
endif()
message(NOTICE "${edges} includes keep the rules")
