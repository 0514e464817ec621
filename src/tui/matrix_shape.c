#include <assay/tui/matrix_shape.h>

enum {
    PANE_LEAST_WIDTH = 34, /* of the cell's pane, at the right; a third of the screen */
    PANE_MOST_WIDTH = 60,
    WIDE = 104, /* from here on it stands there */
    RATE = MATRIX_RATE + 3
};

/* Lines. */
enum { HEAD = 1, PANE_LEAST = 4, EDGES = 3 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* ---- the two panes ---- */

/* Info, head, labels, rule, total, precision. */
int matrix_lines(const struct matrix_axes *axes)
{
    return axes->row_count > 500 ? 500 : 2 + HEAD + (int)axes->row_count + EDGES;
}

static void split_below(struct matrix_shape *shape, int wanted)
{
    struct rect *matrix = &shape->matrix, *cell = &shape->cell;
    int spare = matrix->height - wanted - 1;
    int pane = spare >= PANE_LEAST ? spare : larger(matrix->height / 4, PANE_LEAST);

    if (matrix->height < 9)
        return;
    if (matrix->height < 15)
        pane = larger(smaller(spare, pane), 1);
    *cell = *matrix;
    cell->height = pane;
    cell->row = matrix->height - pane;
    matrix->height -= pane + 1;
}

static void split(struct matrix_shape *shape, struct rect view, const struct matrix_axes *axes,
                  enum matrix_panes panes)
{
    shape->matrix = (struct rect){0, 0, view.height, view.width};
    if (panes == MATRIX_ALONE)
        return;
    if (panes == MATRIX_CELL_ALONE) {
        shape->cell = shape->matrix;
        shape->matrix.height = 0;
        return;
    }
    if (view.width < WIDE) {
        split_below(shape, matrix_lines(axes));
        return;
    }
    shape->beside = true;
    shape->cell = shape->matrix;
    shape->cell.width = larger(smaller(view.width * 3 / 10, PANE_MOST_WIDTH), PANE_LEAST_WIDTH);
    shape->cell.column = view.width - shape->cell.width;
    shape->matrix.width -= shape->cell.width + 2;
}

/* ---- lines and columns of the matrix ---- */

static void shape_lines(struct matrix_shape *shape)
{
    int left = shape->matrix.height - HEAD;

    shape->info = left >= 5;
    left -= shape->info ? 2 : 0;
    shape->totals = left >= 4;
    shape->rates = left >= 5;
    shape->rule = left >= 7;
    left -= shape->totals + shape->rates + shape->rule;
    shape->rows = larger(left, 0);
}

/* With these edges, what is left for cells. */
static int room_for_cells(const struct matrix_shape *shape)
{
    return shape->matrix.width - MATRIX_CARET - shape->label_width - 1 -
           (shape->total ? shape->total_width : 0) - (shape->rate ? RATE : 0) -
           (shape->rating ? shape->rating_width : 0);
}

static bool fits(struct matrix_shape *shape, int columns, int least, int most)
{
    int each = room_for_cells(shape) / larger(columns, 1);

    shape->cell_width = smaller(each, most);
    return each >= least;
}

static void shape_columns(struct matrix_shape *shape, int columns, const struct matrix_wants *wants)
{
    int least = wants->cell_least, most = wants->cell_most;

    shape->total = shape->rate = true;
    shape->rating = shape->rating_width > 0;
    if (!fits(shape, columns, wants->cell_good, most)) {
        shape->rating = false;
        if (!fits(shape, columns, least, most)) {
            shape->rate = room_for_cells(shape) >= 3 * least;
            shape->total = shape->rate || room_for_cells(shape) + RATE >= 3 * least;
            shape->cell_width = least;
        }
    }
    shape->columns = smaller(columns, larger(room_for_cells(shape) / shape->cell_width, 1));
}

struct matrix_shape matrix_shape(struct rect view, const struct matrix_axes *axes,
                                 const struct matrix_wants *wants)
{
    struct matrix_shape shape = {.total_width = wants->total, .rating_width = wants->rating};
    int columns = axes->column_count > 2000 ? 2000 : (int)axes->column_count;

    split(&shape, view, axes, wants->panes);
    shape_lines(&shape);
    shape.label_width = smaller(larger(wants->label, 10), larger(shape.matrix.width / 4, 5));
    shape_columns(&shape, columns, wants);
    return shape;
}

/* ---- places ---- */

static size_t place_of(const uint16_t *codes, size_t count, uint16_t code)
{
    if (code == EDGE_TOTAL || code == EDGE_RATE)
        return count + (code - EDGE_TOTAL);
    for (size_t i = 0; i < count; i++)
        if (codes[i] == code)
            return i;
    return 0;
}

static uint16_t code_at(const uint16_t *codes, size_t count, size_t place)
{
    if (place < count)
        return codes[place];
    return place == count ? EDGE_TOTAL : EDGE_RATE;
}

size_t matrix_row_place(const struct matrix_axes *axes, uint16_t truth)
{
    return place_of(axes->rows, axes->row_count, truth);
}

size_t matrix_column_place(const struct matrix_axes *axes, uint16_t prediction)
{
    return place_of(axes->columns, axes->column_count, prediction);
}

uint16_t matrix_row_at(const struct matrix_axes *axes, size_t place)
{
    return code_at(axes->rows, axes->row_count, place);
}

uint16_t matrix_column_at(const struct matrix_axes *axes, size_t place)
{
    return code_at(axes->columns, axes->column_count, place);
}

/* ---- the cursor ---- */

static bool is_there(const uint16_t *codes, size_t count, uint16_t code)
{
    return code == EDGE_TOTAL || code == EDGE_RATE ||
           code_at(codes, count, place_of(codes, count, code)) == code;
}

static size_t scrolled(size_t first, size_t at, size_t all, int fit)
{
    size_t room = fit > 0 ? (size_t)fit : 1;

    if (at < all && at < first)
        first = at;
    if (at < all && at >= first + room)
        first = at - room + 1;
    if (first + room > all)
        first = all > room ? all - room : 0;
    return first;
}

void matrix_cursor_clamp(struct matrix_cursor *cursor, const struct matrix_axes *axes,
                         const struct matrix_shape *shape)
{
    size_t labels = axes->column_count;

    if (!is_there(axes->rows, axes->row_count, cursor->truth))
        cursor->truth = matrix_row_at(axes, 0);
    if (!is_there(axes->columns, axes->column_count, cursor->prediction))
        cursor->prediction =
            matrix_column_at(axes, cursor->prediction == LABEL_INVALID && labels ? labels - 1 : 0);
    cursor->top =
        scrolled(cursor->top, matrix_row_place(axes, cursor->truth), axes->row_count, shape->rows);
    cursor->left = scrolled(cursor->left, matrix_column_place(axes, cursor->prediction),
                            axes->column_count, shape->columns);
}

static void go(struct matrix_cursor *cursor, const struct matrix_axes *axes, long long rows,
               long long columns)
{
    long long row = (long long)matrix_row_place(axes, cursor->truth) + rows;
    long long column = (long long)matrix_column_place(axes, cursor->prediction) + columns;
    long long last_row = (long long)axes->row_count + EDGE_COUNT - 1;
    long long last_column = (long long)axes->column_count + EDGE_COUNT - 1;

    row = row < 0 ? 0 : row > last_row ? last_row : row;
    column = column < 0 ? 0 : column > last_column ? last_column : column;
    /* Nothing stands where precision and the edges at the right would meet. */
    if (row == last_row && column >= (long long)axes->column_count) {
        row -= rows != 0;
        column = rows ? column : (long long)axes->column_count - 1;
    }
    cursor->truth = matrix_row_at(axes, (size_t)row);
    cursor->prediction = matrix_column_at(axes, (size_t)column);
}

bool matrix_cursor_act(struct matrix_cursor *cursor, const struct matrix_axes *axes,
                       const struct matrix_shape *shape, enum action action)
{
    long long far = LABEL_LIMIT, page = larger(shape->rows, 1);
    long long last_row =
        (long long)axes->row_count - 1 - (long long)matrix_row_place(axes, cursor->truth);
    long long last_column = (long long)axes->column_count - 1 -
                            (long long)matrix_column_place(axes, cursor->prediction);
    /* The last label is last; edges are one step further. */
    const struct {
        enum action action;
        long long rows, columns;
    } moves[] = {
        {ACTION_DOWN, 1, 0},
        {ACTION_UP, -1, 0},
        {ACTION_LEFT, 0, -1},
        {ACTION_RIGHT, 0, 1},
        {ACTION_TOP, -far, 0},
        {ACTION_BOTTOM, last_row, 0},
        {ACTION_HALF_DOWN, (page + 1) / 2, 0},
        {ACTION_HALF_UP, -(page + 1) / 2, 0},
        {ACTION_PAGE_DOWN, page, 0},
        {ACTION_PAGE_UP, -page, 0},
        {ACTION_FIRST_COLUMN, 0, -far},
        {ACTION_LAST_COLUMN, 0, last_column},
    };

    for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
        if (moves[i].action == action) {
            go(cursor, axes, moves[i].rows, moves[i].columns);
            return true;
        }
    return false;
}
