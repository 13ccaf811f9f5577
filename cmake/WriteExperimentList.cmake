# cmake -D FOLDER=<properties/conjectures> -D OUT=<file.cpp> -P WriteExperimentList.cmake: all_experiments(), which
# has the experiment of every file of the folder, in the order of their names. Written only where it changes.
cmake_minimum_required(VERSION 3.22)
file(GLOB files ${FOLDER}/*.cpp)
list(SORT files COMPARE NATURAL)
set(declarations "")
set(entries "")
foreach(file IN LISTS files)
  file(STRINGS ${file} lines REGEX "^Experiment [a-z0-9_]+\\(const Scale& ?[a-z]*\\) {")
  list(LENGTH lines count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "${file}: ${count} lines `Experiment name(const Scale& scale) {`, expected one")
  endif()
  string(REGEX REPLACE "^Experiment ([a-z0-9_]+).*" "\\1" name "${lines}")
  string(APPEND declarations "Experiment ${name}(const Scale& scale);\n")
  string(APPEND entries "      &${name},\n")
endforeach()
list(LENGTH files count_all)
file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT [[
#include "properties/properties.hpp"

#include <array>

namespace adamant {

@declarations@
std::span<const ExperimentAt> all_experiments() {
  static constexpr std::array<ExperimentAt, @count_all@> experiments{
@entries@  };
  return experiments;
}

}  // namespace adamant
]])
