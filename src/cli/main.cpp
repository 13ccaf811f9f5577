#include "cli/program.hpp"
#include "properties/implementation.hpp"
#include "properties/properties.hpp"

int main(int argc, char** argv) {
  return adamant::run(adamant::all_groups(), adamant::reference(), adamant::all_mutants(), argc,
                      argv);
}
