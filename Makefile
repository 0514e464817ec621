# assay: one Makefile. `make help` lists the targets.
#
# Objects live in build/FLAVOUR, so that release, debug, checked and sanitised builds stand side by
# side. A folder is rebuilt when its compiler or flags change (see the stamp file `flags` in it).

ifeq ($(origin CC),default)
CC = gcc
endif
CLANG ?= clang
CLANG_FORMAT ?= clang-format
PKG_CONFIG ?= pkg-config
INSTALL ?= install
PREFIX ?= /usr/local
# Not every shell expands the ~ of PREFIX=~/.local.
override PREFIX := $(patsubst ~/%,$(HOME)/%,$(PREFIX))
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/assay
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
FUZZ_SECONDS ?= 60
FUZZ_SMOKE_SECONDS ?= 2
FLAVOUR ?= release
# One of the names of tests/fuzz/fuzz_NAME.c, or nothing for all of them.
FUZZ ?=

MAKEFLAGS += --no-print-directory
# Builds inside a target use all processors unless the caller chose with -j.
SUBMAKE = $(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

# ---- flags -----------------------------------------------------------------------------------
# Contraction (a * b + c rounded once) would make draws and figures differ between machines.
STD = -std=c11 -ffp-contract=off -D_XOPEN_SOURCE=700
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wvla -Wformat=2 \
	-Wundef -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wcast-qual
WERROR ?=
SANITISE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

CFLAGS_debug = -O0 -g3
CFLAGS_asan = -O1 -g $(SANITISE)
LDFLAGS_asan = $(SANITISE)
CFLAGS_tsan = -O1 -g -fsanitize=thread
LDFLAGS_tsan = -fsanitize=thread
CFLAGS_fuzz = -O1 -g -fsanitize=fuzzer-no-link $(SANITISE)
LDFLAGS_fuzz = $(SANITISE)
CFLAGS ?= -O2
FLAVOUR_CFLAGS = $(if $(CFLAGS_$(FLAVOUR)),$(CFLAGS_$(FLAVOUR)),$(CFLAGS))
# The record readers and the pass over the columns are the hot loops; nothing else is worth the
# larger code.
HOT_CFLAGS = $(if $(CFLAGS_$(FLAVOUR)),,-O3)
# Tests run once; what they test is compiled as it is used.
TEST_CFLAGS = -O1

# Libraries that a build can be without (WITHOUT="cairo xlsxwriter" leaves them out although they
# are there): PNG and PDF, XLSX. They are not linked but loaded when first wanted, by the name that
# this machine's linker would have recorded.
WITHOUT ?=
soname = $(shell objdump -p "$$($(CC) -print-file-name=lib$(1).so)" 2>/dev/null | awk '/SONAME/ {print $$2}')
optional = $(if $(filter $(1),$(WITHOUT)),,$(shell $(PKG_CONFIG) --exists $(1) 2>/dev/null && echo $(call soname,$(1))))
CAIRO := $(call optional,cairo)
XLSXWRITER := $(call optional,xlsxwriter)
OPTIONAL_CFLAGS = $(if $(CAIRO),-DASSAY_CAIRO=$(CAIRO)) $(if $(XLSXWRITER),-DASSAY_XLSXWRITER=$(XLSXWRITER))
LINKED = libcjson yaml-0.1 ncursesw
PACKAGES = $(LINKED) $(if $(CAIRO),cairo) $(if $(XLSXWRITER),xlsxwriter)
# Headers outside the default folders are system headers: their warnings are not ours. Asked for
# lazily, because `make demo` installs pkg-config itself in an earlier line.
# The macros that ncursesw asks for would contradict those of STD.
PKG_CFLAGS = $(patsubst -I%,-isystem %,$(filter-out -D%,$(shell $(PKG_CONFIG) --cflags $(PACKAGES) 2>/dev/null)))
PKG_LIBS = $(or $(shell $(PKG_CONFIG) --libs $(LINKED) 2>/dev/null),-lcjson -lyaml -lncursesw)
LDLIBS = -lcsv $(PKG_LIBS) -lm -ldl
# The tests measure letters with cairo itself.
UNIT_LIBS = $(if $(CAIRO),$(shell $(PKG_CONFIG) --libs cairo))
# The emulator of the tests in a terminal; without it they are skipped.
VTERM_LIBS = $(shell $(PKG_CONFIG) --libs vterm 2>/dev/null)

ALL_CFLAGS := $(STD) $(WARN) $(if $(filter 1,$(WERROR)),-Werror) -Iinclude $(PKG_CFLAGS) -pthread \
	$(OPTIONAL_CFLAGS) $(FLAVOUR_CFLAGS)
ALL_LDFLAGS := -pthread $(LDFLAGS_$(FLAVOUR)) $(LDFLAGS)

# ---- files -----------------------------------------------------------------------------------
BUILD = build/$(FLAVOUR)
SOURCES := $(sort $(wildcard src/*/*.c))
THEMES := $(sort $(wildcard themes/*.yaml))
HOT := $(wildcard src/load/csv_*.c src/load/json_*.c src/load/classification_section.c \
	src/load/classification_threads.c src/load/mbpp_scan.c src/load/mbpp_eval.c src/load/mbpp_item.c \
	src/metrics/set_pass.c src/metrics/calibration.c src/metrics/confusion.c \
	src/session/filter_column.c src/session/pairing.c src/session/pairing_forms.c src/session/pairing_table.c src/session/radix.c src/session/text_pattern.c)
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
FUZZ_NAMES := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/themes.o $(BUILD)/page.o
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(BUILD)/%.o)
FUZZ_PROGRAMS := $(FUZZ_NAMES:%=$(BUILD)/fuzz_%)
FUZZ_DRIVER = $(if $(filter fuzz,$(FLAVOUR)),,$(BUILD)/tests/fuzz/standalone.o)
PTY_OBJECTS := $(patsubst %,$(BUILD)/tests/pty/%.o,term term_look scan job keys)
TERMINAL_OBJECTS := $(PTY_OBJECTS) $(patsubst %,$(BUILD)/tests/pty/%.o,test_terminal tour tour_look tour_steps events)
MEASURE_OBJECTS := $(PTY_OBJECTS) $(BUILD)/tests/bench/tui_measure.o $(BUILD)/tests/bench/tui_proc.o
MONKEY_OBJECTS := $(BUILD)/tests/pty/monkey.o $(BUILD)/tests/pty/events.o
FORMATTED := $(sort $(shell find src include tests -name '*.[ch]' 2>/dev/null))
MANUALS := $(sort $(wildcard man/*.[15]))

.PHONY: help demo all check check-unit check-golden check-asan check-terminal check-threads check-browser check-layers check-fmt \
	bench bench-filter bench-tui coverage monkey fuzz \
	fmt deps test-deps install uninstall clean programs fuzz-programs
.DEFAULT_GOAL := all
.SECONDARY:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s %s\n", $$1, $$2 }' Makefile

# Short lines; V=1 shows the commands.
say = $(if $(filter 1,$(V)),,@echo '  $(1) $@';)

# ---- building --------------------------------------------------------------------------------
all: assay ## build ./assay (FLAVOUR=debug builds build/debug/assay)

ifeq ($(FLAVOUR),release)
assay: $(BUILD)/assay
	@cp -f $< $@
else
.PHONY: assay
assay: $(BUILD)/assay
endif

src/main.c:
	@echo "src/main.c is missing: there is no program to link" >&2; false

# All that the tests run, of one flavour.
programs: $(BUILD)/assay $(BUILD)/unit $(BUILD)/monkey $(if $(VTERM_LIBS),$(BUILD)/test_terminal)

fuzz-programs: $(FUZZ_PROGRAMS)

$(BUILD)/assay: $(OBJECTS) $(BUILD)/src/main.o $(BUILD)/files
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS)

$(BUILD)/unit: $(OBJECTS) $(UNIT_OBJECTS) $(BUILD)/files
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS) $(UNIT_LIBS)

$(BUILD)/monkey: $(OBJECTS) $(MONKEY_OBJECTS) $(BUILD)/files
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS)

$(BUILD)/test_terminal: $(TERMINAL_OBJECTS)
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $^ $(VTERM_LIBS)

$(BUILD)/tui_measure: $(MEASURE_OBJECTS)
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $^ $(VTERM_LIBS)

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_DRIVER) $(OBJECTS) $(BUILD)/files
	$(call say,link) $(CC) $(ALL_LDFLAGS) $(if $(FUZZ_DRIVER),,-fsanitize=fuzzer) -o $@ $(filter %.o,$^) $(LDLIBS)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,$(notdir $(CC))) $(CC) $(ALL_CFLAGS) $(if $(filter $(HOT),$<),$(HOT_CFLAGS)) \
		$(if $(filter tests/unit/%,$<),$(TEST_CFLAGS)) -MMD -MP -c -o $@ $<

# The themes are part of the program.
$(BUILD)/themes.c: $(THEMES) src/look/embed_themes.sh $(BUILD)/files
	@mkdir -p $(@D)
	$(call say,themes) src/look/embed_themes.sh $(THEMES) >$@.new && mv $@.new $@

# So are the style and the script of HTML pages.
PAGE := src/report/page.css src/report/page.js
$(BUILD)/page.c: $(PAGE) src/report/embed_page.sh $(BUILD)/files
	@mkdir -p $(@D)
	$(call say,page) src/report/embed_page.sh $(PAGE) >$@.new && mv $@.new $@

$(BUILD)/themes.o $(BUILD)/page.o: %.o: %.c $(BUILD)/flags
	$(call say,$(notdir $(CC))) $(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Stamps, rewritten only when they would say something else: other flags rebuild, a file that came
# or went links again.
.PHONY: force
stamp = @mkdir -p $(@D); echo '$(1)' | cmp -s - $@ || echo '$(1)' >$@
$(BUILD)/flags: force
	$(call stamp,$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))
$(BUILD)/files: force
	$(call stamp,$(SOURCES) $(UNIT_SOURCES) $(THEMES))

-include $(patsubst %.o,%.d,$(OBJECTS) $(UNIT_OBJECTS) $(TERMINAL_OBJECTS) $(MEASURE_OBJECTS) \
	$(MONKEY_OBJECTS) $(BUILD)/src/main.o \
	$(FUZZ_NAMES:%=$(BUILD)/tests/fuzz/fuzz_%.o) $(BUILD)/tests/fuzz/standalone.o)

# ---- trying ----------------------------------------------------------------------------------
demo: ## install what is missing, build, and look at the sample runs
	@$(MAKE) deps
	@$(SUBMAKE) all
	@tests/tools/demo.sh ./assay

deps: ## install what the build needs (apt; elsewhere it says what to install)
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' tests/tools/deps.sh build optional

test-deps: ## install what the checks need; what cannot be had is skipped by them
	@CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' tests/tools/deps.sh build optional test

# ---- checking --------------------------------------------------------------------------------
# build/check is the release build with warnings as errors; its programs are the ones tested.
CHECKED = FLAVOUR=check WERROR=1

check: ## everything: warnings, format, layers, all tests, sanitisers, fuzz smoke, lint
	@$(MAKE) test-deps
	@$(SUBMAKE) $(CHECKED) programs
	@if command -v $(CLANG) >/dev/null; then \
		$(SUBMAKE) FLAVOUR=clang WERROR=1 CC=$(CLANG) CFLAGS=-O0 programs; fi
	@$(SUBMAKE) FLAVOUR=asan WERROR=1 programs fuzz-programs
	@CLANG='$(CLANG)' CLANG_FORMAT='$(CLANG_FORMAT)' FUZZ_SMOKE_SECONDS=$(FUZZ_SMOKE_SECONDS) \
		tests/run.sh compilers fmt layers lint unit golden scripts \
		asan:unit asan:golden asan:scripts fuzz

check-unit: ## unit tests only (ONLY=text runs those whose name contains it)
	@$(SUBMAKE) $(CHECKED) build/check/unit
	@ONLY='$(ONLY)' tests/run.sh unit

check-golden: ## golden tests only (ONLY=text; REGENERATE=1 rewrites what they expect)
	@$(SUBMAKE) $(CHECKED) build/check/assay
	@ONLY='$(ONLY)' REGENERATE='$(REGENERATE)' tests/run.sh golden

check-asan: ## all tests under address and undefined sanitisers
	@$(SUBMAKE) FLAVOUR=asan WERROR=1 programs fuzz-programs
	@ONLY='$(ONLY)' tests/run.sh asan:unit asan:golden asan:scripts fuzz

check-threads: ## what several threads do, under the thread sanitiser
	@$(SUBMAKE) FLAVOUR=tsan WERROR=1 build/tsan/assay build/tsan/unit
	@tests/tools/check_threads.sh

check-terminal: ## the interface in an emulated terminal (ONLY=text)
	@$(SUBMAKE) $(CHECKED) build/check/assay $(if $(VTERM_LIBS),build/check/test_terminal)
	@FLAVOUR=check ASSAY=build/check/assay ALL=1 TOURS='$(ONLY)' tests/suites/terminal.sh

# Pages are looked at in build/browser; SHOTS=1 leaves pictures of them there.
check-browser: ## reports in headless Chromium (ONLY=text, SHOTS=1); without it they are skipped
	@tests/tools/deps.sh browser
	@$(SUBMAKE) $(CHECKED) build/check/assay
	@ONLY='$(ONLY)' SHOTS='$(SHOTS)' tests/run.sh browser

monkey: ## random keys for the interface under sanitisers (EVENTS, SEED, FROM, TO)
	@$(SUBMAKE) FLAVOUR=asan WERROR=1 build/asan/monkey
	@FLAVOUR=asan EVENTS=$(or $(EVENTS),200000) SEED='$(SEED)' FROM='$(FROM)' TO='$(TO)' \
		tests/suites/monkey.sh

check-layers: ## folders include only what lies below them
	@tests/tools/check_layers.sh

check-fmt: ## clang-format would change nothing
	@CLANG_FORMAT='$(CLANG_FORMAT)' tests/run.sh fmt

fmt: ## format all C files
	@$(CLANG_FORMAT) -i $(FORMATTED)

fuzz: ## fuzz every parser for FUZZ_SECONDS each (FUZZ=name for one)
	@CLANG='$(CLANG)' FUZZ_SECONDS=$(FUZZ_SECONDS) MAKE='$(SUBMAKE)' tests/tools/fuzz.sh $(FUZZ)

bench: all ## measure against other tools
	@if [ -x tests/bench/run.sh ]; then tests/bench/run.sh; else \
		echo "tests/bench/run.sh is missing: nothing to measure" >&2; exit 1; fi

bench-tui: all ## measure the interface beside less, VisiData and lnav
	@$(if $(VTERM_LIBS),$(SUBMAKE) $(BUILD)/tui_measure)
	@tests/bench/tui.sh $(PARTS)

# Filters, sorts and text search of many samples, in one process.
bench-filter: $(BUILD)/bench_filter ## time filters, sorts and text search
	@$<

$(BUILD)/bench_filter: $(BUILD)/tests/bench/filter.o $(OBJECTS)
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS)

# Simulated sets: some ten minutes.
coverage: $(BUILD)/coverage ## measure coverage of intervals and false alarms (SETS)
	@nice $< $(SETS) | tee tests/bench/coverage.md

$(BUILD)/coverage: $(BUILD)/tests/bench/coverage.o $(BUILD)/tests/bench/coverage_clusters.o \
	$(BUILD)/tests/bench/coverage_design.o $(OBJECTS)
	$(call say,link) $(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS)

# ---- installing ------------------------------------------------------------------------------
SHARED = $(foreach kind,schemas themes examples policies,$(if $(wildcard share/$(kind)),share/$(kind))) \
	$(wildcard themes)

install: all ## copy to DESTDIR/PREFIX (PREFIX=~/.local needs no root)
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(DATADIR)'
	$(INSTALL) -m 755 assay '$(DESTDIR)$(BINDIR)/assay'
	@for page in $(MANUALS); do \
		section=$${page##*.}; \
		$(INSTALL) -d '$(DESTDIR)$(MANDIR)'/man$$section && \
		$(INSTALL) -m 644 $$page '$(DESTDIR)$(MANDIR)'/man$$section/ || exit 1; done
	@for folder in $(SHARED); do \
		find $$folder -type f | while read -r file; do \
			$(INSTALL) -d '$(DESTDIR)$(DATADIR)'/"$$(dirname "$${file#share/}")" && \
			$(INSTALL) -m 644 "$$file" '$(DESTDIR)$(DATADIR)'/"$${file#share/}" || exit 1; \
		done || exit 1; done
	@if [ -f README.md ]; then $(INSTALL) -m 644 README.md '$(DESTDIR)$(DATADIR)/README.md'; fi
	@echo "installed $(DESTDIR)$(BINDIR)/assay"

uninstall: ## remove what install copied
	rm -f '$(DESTDIR)$(BINDIR)/assay' $(foreach page,$(MANUALS),\
		'$(DESTDIR)$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(notdir $(page))')
	rm -rf '$(DESTDIR)$(DATADIR)'

clean: ## remove all that was built
	rm -rf build assay
