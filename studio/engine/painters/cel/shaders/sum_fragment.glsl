in vec2 v_uv;
uniform sampler2D near_;
uniform sampler2D middle;
uniform sampler2D wide;
layout(location = 0) out vec4 o_colour;
void main() {
    o_colour = texture(near_, v_uv) * 0.45 + texture(middle, v_uv) * 0.50 + texture(wide, v_uv) * 0.55;
}
