/*
 * Text of JSON strings and paths of keys: the two places where escapes are undone. The functions
 * are declared in json_value.h (json_value_text, json_raw_find, json_path_part).
 */
#ifndef ASSAY_LOAD_JSON_TEXT_H
#define ASSAY_LOAD_JSON_TEXT_H

#include <assay/load/json_value.h>

#endif
