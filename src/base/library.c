#include <assay/base/library.h>

#include <dlfcn.h>
#include <string.h>

static bool refuse(struct err *err)
{
    const char *why = dlerror();

    return err_set(err, ERR_UNSUPPORTED, "%s", why ? why : "no such library");
}

bool library_open(const char *file, const struct library_call *calls, size_t count, void *table,
                  struct err *err)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);

    if (!library)
        return refuse(err);
    for (size_t i = 0; i < count; i++) {
        void *function = dlsym(library, calls[i].name);

        if (!function)
            return refuse(err);
        /* POSIX, unlike C, lets an object pointer hold a function; copied, it needs no cast. */
        memcpy((char *)table + calls[i].at, &function, sizeof(function));
    }
    return true;
}
