// Where a guest's picture is not opaque enough, nothing is.
#ifdef COAT
in vec2 v_uv;
uniform sampler2D lit_picture;
uniform vec4 lit_colour;   // a opacity
uniform float cutoff;
void cut_out() {
    if (texture(lit_picture, v_uv).a * lit_colour.a < cutoff) discard;
}
#else
void cut_out() {}
#endif
