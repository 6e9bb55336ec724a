// What lies before the place in focus, blurred with its edges, laid over the picture.
in vec2 v_uv;
uniform sampler2D soft;      // colour times nearness, and nearness
layout(location = 0) out vec4 o_colour;
void main() {
    vec4 near = texture(soft, v_uv);
    if (near.a < 0.01) discard;
    o_colour = vec4(near.rgb / near.a, min(1.0, near.a * 1.5));
}
