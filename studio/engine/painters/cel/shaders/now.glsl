#undef view_projection
#undef eye
#undef frame
#undef light
#undef shade
#undef wind
