#include <assay/tui/evidence_panel.h>

#include <assay/tui/evidence.h>

/* Lines under the rule at least, columns of its text at most. */
enum { HEIGHT_LEAST = 8, WIDTH_MOST = 100, INDENT = 2 };

void evidence_panel_draw(const struct view_context *context, const struct subject *subject,
                         const struct surface *surface)
{
    struct evidence_of of = {subject->quantity, subject->finding};
    int width = surface->rect.width - 2 * INDENT, height = surface->rect.height - 2;
    struct surface part;

    if (!context->assessed || height < HEIGHT_LEAST || (!subject->has_quantity && !of.finding))
        return;
    if (of.finding)
        of.what = of.finding->claim->what;
    draw_code(surface, 1, 0, surface->rect.width, ROLE_RULE, 0x2500);
    part = surface_part(surface, 2, INDENT, height, width);
    prose_draw(evidence_prose(context->assessed, &of, width > WIDTH_MOST ? WIDTH_MOST : width,
                              context->scratch),
               &part, 0);
}
