#include "optim/update_loop.hpp"

const adamant::UpdateKernel adamant::update_baseline = adamant::update;
