/*
 * assay render VIEW PATH…: a view as text, ANSI or SVG, after some keys. The same frame and views
 * as in a terminal, so that a screen deep inside is one command.
 */
#ifndef ASSAY_CMD_CMD_RENDER_H
#define ASSAY_CMD_CMD_RENDER_H

#include <assay/cmd/command.h>

extern const struct command command_render;

#endif
