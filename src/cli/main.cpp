#include "cli/program.hpp"
#include "properties/properties.hpp"

int main(int argc, char** argv) {
  return adamant::run(adamant::all_groups(), adamant::on_trial(), adamant::zoo(),
                      adamant::all_experiments(), adamant::difference_claims(), argc, argv);
}
