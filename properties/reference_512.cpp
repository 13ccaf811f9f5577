#include "properties/reference.hpp"

template adamant::Implementation<adamant::Real512> adamant::reference_implementation();
