#include <assay/report/junit.h>

#include <assay/base/utf8.h>
#include <assay/base/xml.h>
#include <assay/report/compare_junit.h>
#include <assay/report/text_audit.h>
#include <assay/session/sheet_run.h>

#include <string.h>

#define HEAD       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
#define FOOT       "</testsuites>\n"
#define SUITE_OPEN "  <testsuite "
#define SUITE_END  "  </testsuite>\n"

static void attribute(struct buf *out, const char *name, const char *value)
{
    buf_addf(out, " %s=\"", name);
    xml_escape(out, value);
    buf_add_char(out, '"');
}

/* ---- one claim ---- */

/* "says 0.0546, the evidence gives .0526". */
static const char *against(const struct finding *finding, struct arena *arena)
{
    return arena_printf(arena, "says %s, the evidence gives %s", finding->claim->printed,
                        finding_evidence(finding, arena));
}

static void detail(struct buf *out, const struct finding *finding)
{
    const struct figure *figure = &finding->figure;

    if (figure->how) {
        buf_add_c(out, "\nevidence: ");
        xml_escape(out, figure->how);
    }
    if (finding->metric && finding->metric->formula) {
        buf_add_c(out, "\nformula: ");
        xml_escape(out, finding->metric->formula);
    }
    if (finding->claim->line)
        buf_addf(out, "\nline: %u", (unsigned)finding->claim->line);
    buf_add_char(out, '\n');
}

static void failure(struct buf *out, const struct finding *finding, struct arena *arena)
{
    buf_add_c(out, "      <failure");
    attribute(out, "message", arena_printf(arena, "%s; %s", against(finding, arena), finding->why));
    attribute(out, "type", "differs");
    buf_add_c(out, ">");
    detail(out, finding);
    buf_add_c(out, "      </failure>\n");
}

static void skipped(struct buf *out, const struct finding *finding)
{
    buf_add_c(out, "      <skipped");
    attribute(out, "message", finding->why);
    buf_add_c(out, "/>\n");
}

static void allowed(struct buf *out, const struct finding *finding, struct arena *arena)
{
    buf_add_c(out, "      <system-out>");
    xml_escape(out, arena_printf(arena, "%s; %s", against(finding, arena), finding->why));
    buf_add_c(out, "</system-out>\n");
}

static void testcase(struct buf *out, const struct run *run, const struct finding *finding,
                     struct arena *arena)
{
    const char *file = run_file_path(run, finding->claim->file);

    buf_add_c(out, "    <testcase");
    attribute(out, "classname", file[0] ? file : "(derived)");
    attribute(out, "name", finding->claim->name);
    if (finding->verdict == VERDICT_AGREES && finding->why[0] == '\0') {
        buf_add_c(out, "/>\n");
        return;
    }
    buf_add_c(out, ">\n");
    if (finding->verdict == VERDICT_DIFFERS)
        failure(out, finding, arena);
    else if (finding->verdict == VERDICT_NO_EVIDENCE)
        skipped(out, finding);
    else
        allowed(out, finding, arena);
    buf_add_c(out, "    </testcase>\n");
}

/* ---- one run ---- */

static void property(struct buf *out, const char *name, const char *value)
{
    buf_add_c(out, "      <property");
    attribute(out, "name", name);
    attribute(out, "value", value);
    buf_add_c(out, "/>\n");
}

static void properties(struct buf *out, const struct assessed *input, struct arena *arena)
{
    const size_t *tally = input->audit->tally;

    buf_add_c(out, "    <properties>\n");
    property(out, "format", run_format(input->run));
    property(out, "agrees", arena_printf(arena, "%zu", tally[VERDICT_AGREES]));
    property(out, "agrees with an allowance", arena_printf(arena, "%zu", tally[VERDICT_ALLOWED]));
    property(out, "differs", arena_printf(arena, "%zu", tally[VERDICT_DIFFERS]));
    property(out, "no evidence", arena_printf(arena, "%zu", tally[VERDICT_NO_EVIDENCE]));
    buf_add_c(out, "    </properties>\n");
}

static bool write_run(const struct report_input *input, struct report_files *files, struct err *err)
{
    const struct assessed *run = input->topic->figures->input;
    struct buf *out = report_files_add(files, "junit.xml");
    struct arena *arena = input->topic->arena;
    const struct audit *audit = run->audit;

    (void)err;
    buf_add_c(out, HEAD SUITE_OPEN);
    buf_add_c(out, "name=\"");
    xml_escape(out, run_id(run->run));
    buf_addf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", audit->count,
             audit->tally[VERDICT_DIFFERS], audit->tally[VERDICT_NO_EVIDENCE]);
    properties(out, run, arena);
    for (size_t i = 0; i < audit->count; i++)
        testcase(out, run->run, &audit->findings[i], arena);
    buf_add_c(out, SUITE_END FOOT);
    return true;
}

static bool write_pair(const struct report_input *input, struct report_files *files,
                       struct err *err)
{
    (void)err;
    compare_write_pair(&compare_writer_junit, input->topic->comparison, input->topic->gate,
                       report_files_add(files, "junit.xml"));
    return true;
}

const struct report_writer report_junit = {
    .name = "junit",
    .summary = "JUnit XML of the audit or the gate, for CI services",
    .write = {[TOPIC_RUN] = write_run, [TOPIC_PAIR] = write_pair},
};

void junit_join(const struct report_files *files, struct buf *out)
{
    const size_t around = strlen(HEAD) + strlen(FOOT);

    buf_add_c(out, HEAD);
    for (size_t i = 0; i < files->count; i++) {
        struct str text = buf_str(&files->files[i].text);

        if (text.len > around)
            buf_add(out, text.ptr + strlen(HEAD), text.len - around);
    }
    buf_add_c(out, FOOT);
}
