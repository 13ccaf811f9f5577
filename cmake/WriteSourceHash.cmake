# cmake -D LIST=<file with a path a line> -D ROOT=<repository> -D FUNCTION=<name> -D OUT=<file.cpp> -P WriteSourceHash.cmake:
# a C++ function that returns the hash of these files, names and contents. Written only where it changes.
cmake_minimum_required(VERSION 3.22)
file(STRINGS ${LIST} files)
set(all "")
foreach(file IN LISTS files)
  file(SHA256 ${ROOT}/${file} hash)
  string(APPEND all "${file} ${hash}\n")
endforeach()
string(SHA256 hash "${all}")
file(CONFIGURE OUTPUT ${OUT} CONTENT
  "namespace adamant {\nconst char* @FUNCTION@();\nconst char* @FUNCTION@() { return \"@hash@\"; }\n}  // namespace adamant\n" @ONLY)
